namespace CaseDesk;

/// <summary>The files of the desk.</summary>
internal sealed record DeskFolder(string Path)
{
    public string Database => In("accounts.db");

    /// <summary>Written once the service answers; holds its address in the second line.</summary>
    public string PidFile => In("service.pid");

    public string AddressFile => In("service.url");

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
