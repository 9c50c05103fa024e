namespace Temporalio.Client;

/// <summary>Changes clients as they are made. One that is a worker plugin too also changes their workers.</summary>
public interface ITemporalClientPlugin
{
    /// <summary>Gets the name.</summary>
    string Name { get; }

    /// <summary>Changes the options of a client before it is made.</summary>
    /// <param name="options">Options, free to change.</param>
    void ConfigureClient(TemporalClientOptions options);

    /// <summary>Stands around the making of a connection.</summary>
    /// <param name="options">Options, free to change.</param>
    /// <param name="continuation">Goes on.</param>
    /// <returns>The connection.</returns>
    Task<TemporalConnection> ConnectAsync(
        TemporalClientConnectOptions options,
        Func<TemporalClientConnectOptions, Task<TemporalConnection>> continuation);
}
