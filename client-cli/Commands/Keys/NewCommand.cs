using System.CommandLine;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Worker.Encryption;

namespace DirectedExecution.Cli.Commands.Keys;

/// <summary><c>keys new</c>: a random key for payloads, in a file that only its owner can read.</summary>
internal sealed class NewCommand : Verb
{
    private readonly Option<string> id = new("--id")
    {
        Description = "name of the key; it stands in clear beside everything that is encrypted with it",
        HelpName = "ID",
        Required = true,
    };

    private readonly Option<string> to = new("--to")
    {
        Description = "file to make; one that is there is refused",
        HelpName = "FILE",
        Required = true,
    };

    public NewCommand(CliHost host, GlobalOptions global)
        : base(host, global, "new", "Make a random key to encrypt payloads with.")
    {
        Add(id);
        Add(to);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var name = context.Get(id)!;
        var file = context.Host.FullPath(context.Get(to)!);
        if (!PayloadKey.IsId(name))
        {
            throw new CliException(
                ExitCode.BadUsage, "badKeyId", $"\"{name}\" is no id of a key",
                "use letters, digits, '.', '_' and '-', 64 at most, for example 2027-a");
        }

        if (Path.Exists(file))
        {
            throw new CliException(
                ExitCode.AlreadyExists, "fileExists", $"{file}: it is there already, and a key is never overwritten",
                "name another file");
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var writer = new StreamWriter(file, options))
        {
            await writer.WriteLineAsync(PayloadKey.Create(name).Reveal());
        }

        var view = new KeyView(name, file);
        context.Output.Data("keyMade", view, view.Write);
        return ExitCode.Ok;
    }
}
