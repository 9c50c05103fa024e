using DirectedExecution.Cli;

namespace Cli.Tests.Support;

/// <summary>One run of the command line in this process, with its own environment.</summary>
internal sealed record CliRun(int Code, string Out, string Error)
{
    public static Task<CliRun> OfAsync(params string[] args) =>
        OfAsync(new Dictionary<string, string>(StringComparer.Ordinal), args);

    public static Task<CliRun> OfAsync(IReadOnlyDictionary<string, string> variables, params string[] args) =>
        OfAsync(host => host with { Variable = variables.GetValueOrDefault }, args);

    public static async Task<CliRun> OfAsync(Func<CliHost, CliHost> with, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var host = with(new CliHost
        {
            Out = output,
            Error = error,
            In = TextReader.Null,
            Variable = _ => null,
            Folder = AppContext.BaseDirectory,
            OsUser = "tester",
            Unicode = true,
        });
        var code = await DirectedCli.RunAsync(args, host);
        return new CliRun(code, output.ToString(), error.ToString());
    }
}
