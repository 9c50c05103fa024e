namespace IncidentService;

/// <summary>The files of one installation: everything that the service is stands in this folder.</summary>
internal sealed record DataFolder(string Path)
{
    public string Database => System.IO.Path.Combine(Path, "orders.db");

    public string Flags => System.IO.Path.Combine(Path, "flags.json");

    /// <summary>Process id of the running service; written by the service itself once it is up.</summary>
    public string PidFile => System.IO.Path.Combine(Path, "service.pid");

    /// <summary>The address that the running service really listens on.</summary>
    public string AddressFile => System.IO.Path.Combine(Path, "service.url");

    /// <summary>Held open exclusively while the service runs, so that a second one never does.</summary>
    public string LockFile => System.IO.Path.Combine(Path, "service.lock");

    public bool IsSeeded => File.Exists(Database) && File.Exists(Flags);
}
