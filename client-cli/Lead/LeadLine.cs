using System.CommandLine;
using System.CommandLine.Parsing;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Lead;

/// <summary>
/// What a lead types: a command of the command line without <c>directed</c> and without the run, which is known. So
/// there is one way to say a thing, with the same questions and the same answers.
/// </summary>
internal static class LeadLine
{
    /// <summary>Commands about a run that cannot be given inside of the screen: they would not come back.</summary>
    private static readonly string[] Endless = ["lead", "watch"];

    /// <summary>The words of the whole command; or what is wrong with the line.</summary>
    public static (IReadOnlyList<string> Words, string? Problem) Read(
        string typed, RootCommand root, RunId run, IReadOnlyList<string> global)
    {
        if (typed.Count(letter => letter == '"') % 2 != 0)
        {
            return ([], "A quotation mark is missing.");
        }

        var words = CommandLineParser.SplitCommandLine(typed).ToArray();
        Command command = root;
        var depth = 0;
        while (depth < words.Length
            && command.Subcommands.FirstOrDefault(one => one.Name == words[depth]) is { } found)
        {
            command = found;
            depth++;
        }

        if (command.Arguments is not [{ Name: "run" }, ..] || Endless.Contains(command.Name))
        {
            var asked = string.Join(' ', words.Take(Math.Max(1, depth)));
            return ([], $"\"{asked}\" is no command about this run. Type help for those that are, quit to leave.");
        }

        return ([.. words[..depth], run.Value, .. words[depth..], .. global], null);
    }

    /// <summary>The commands that can be typed, with what they do.</summary>
    public static IEnumerable<string> Help(RootCommand root) => Leaves(root, string.Empty)
        .Where(one => one.Command.Arguments is [{ Name: "run" }, ..] && !Endless.Contains(one.Command.Name))
        .Select(one => $"{one.Name,-22} {one.Command.Description}");

    private static IEnumerable<(string Name, Command Command)> Leaves(Command command, string path) =>
        command.Subcommands.SelectMany(one => one.Subcommands.Count > 0
            ? Leaves(one, $"{path}{one.Name} ")
            : [($"{path}{one.Name}{Rest(one)}", one)]);

    private static string Rest(Command command) =>
        string.Concat(command.Arguments.Skip(1).Select(argument => $" {argument.HelpName}"));
}
