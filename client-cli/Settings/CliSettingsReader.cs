using DirectedExecution.Worker.Configuration;

namespace DirectedExecution.Cli.Settings;

/// <summary>
/// Flag, then environment, then settings file, then default. File and environment are read as the worker reads them.
/// </summary>
internal static class CliSettingsReader
{
    public static CliSettings Read(CliHost host, SettingsFlags flags)
    {
        var file = NotEmpty(flags.Config) ?? NotEmpty(host.Variable("DIRECTED_CONFIG"));
        var nearest = Path.Combine(host.Folder, SettingsReader.DefaultFile);
        try
        {
            var shared = SettingsReader.Read(
                file is not null ? host.FullPath(file) : File.Exists(nearest) ? nearest : null, host.Variable);
            return new CliSettings(
                shared with
                {
                    Address = NotEmpty(flags.Address) ?? NotEmpty(host.Variable("DIRECTED_ADDRESS")) ?? shared.Address,
                    Namespace = NotEmpty(flags.Namespace) ?? NotEmpty(host.Variable("DIRECTED_NAMESPACE"))
                        ?? shared.Namespace,
                    TaskQueue = NotEmpty(flags.TaskQueue) ?? shared.TaskQueue,
                },
                NotEmpty(flags.As) ?? NotEmpty(host.Variable("DIRECTED_AS")) ?? host.OsUser);
        }
        catch (SettingsException bad)
        {
            throw new CliException(
                ExitCode.BadInput, "badSettings", bad.Message.TrimEnd('.'), "mend the file or the variable, or name " +
                    "another file with --config");
        }
    }

    private static string? NotEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
