using System.Globalization;

namespace DirectedExecution.Cli.Demo;

/// <summary>Where a demo keeps everything: databases, logs, the incident's service, the charter, the bundles.</summary>
internal sealed record DemoFolder(string Path)
{
    public string ServerFile => In("temporal.db");

    public string AuditFile => In("audit.db");

    public string CharterFile => In("charter.json");

    public string ProcedureFile => In("procedure.json");

    public string PacketFile => In("packet.json");

    public string ServiceData => In("incident");

    public string ServiceAddressFile => System.IO.Path.Combine(ServiceData, "service.url");

    public string ServicePidFile => System.IO.Path.Combine(ServiceData, "service.pid");

    /// <summary>The example's files, built along with this program.</summary>
    public static string Example =>
        System.IO.Path.Combine(AppContext.BaseDirectory, "examples", "incident-remediation");

    public static DemoFolder Create(CliHost host, string? named)
    {
        var stamp = host.Clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        var path = named is null
            ? System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"directed-demo-{stamp}-{host.NewId()[..4]}")
            : host.FullPath(named);
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new CliException(
                ExitCode.AlreadyExists,
                "folderNotEmpty",
                $"{path}: the folder is not empty",
                "name a new one with --folder");
        }

        Directory.CreateDirectory(path);
        return new DemoFolder(path);
    }

    public string Log(string process) => In(process + ".log");

    public string Bundle(string run) => In($"{run}-bundle.zip");

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
