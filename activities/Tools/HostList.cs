namespace DirectedExecution.Activities.Tools;

/// <summary>Lists of hosts: a name stands for all its ports, name:port for one. There are no patterns.</summary>
internal static class HostList
{
    public static bool Holds(IReadOnlyList<string> hosts, Uri address) => hosts.Any(host =>
        string.Equals(host, address.IdnHost, StringComparison.OrdinalIgnoreCase)
        || string.Equals(host, $"{address.IdnHost}:{address.Port}", StringComparison.OrdinalIgnoreCase));
}
