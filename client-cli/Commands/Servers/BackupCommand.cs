using System.CommandLine;
using DirectedExecution.Cli.Connection;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.DevServer.Hosting;

namespace DirectedExecution.Cli.Commands.Servers;

/// <summary><c>server backup</c>: a copy of everything that the running embedded server holds.</summary>
internal sealed class BackupCommand : Verb
{
    private readonly Option<string> to = new("--to")
    {
        Description = "file to make; one that is there is refused",
        HelpName = "FILE",
        Required = true,
    };

    public BackupCommand(CliHost host, GlobalOptions global)
        : base(host, global, "backup", "Copy all that the running embedded server holds into a file, checked.") =>
        Add(to);

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var file = context.Host.FullPath(context.Get(to)!);
        var address = context.Settings.Address;
        try
        {
            var size = await ServerBackup.SaveAsync(
                address, file, context.Settings.Shared.ApiKey, context.CancellationToken);
            var view = new BackupView(address, file, size);
            context.Output.Data("serverBackup", view, view.Write);
            return ExitCode.Ok;
        }
        catch (DevServerException silent) when (silent.InnerException is HttpRequestException fault)
        {
            throw ConnectionFailures.CannotConnect(address, fault.Message.TrimEnd('.'));
        }
        catch (DevServerException refused)
        {
            throw new CliException(
                ExitCode.BadInput,
                "noBackup",
                refused.Message.TrimEnd('.'),
                "name the embedded server with --address, and a file that is not there yet with --to");
        }
    }
}
