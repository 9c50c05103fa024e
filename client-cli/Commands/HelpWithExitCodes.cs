using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace DirectedExecution.Cli.Commands;

/// <summary>The usual help; the one of the program itself ends with the exit codes.</summary>
internal sealed class HelpWithExitCodes(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var result = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is RootCommand)
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Exit codes:");
            foreach (var (code, meaning) in ExitCodeTable.Meanings)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(int)code,3}  {code,-18} {meaning}"));
            }
        }

        return result;
    }
}
