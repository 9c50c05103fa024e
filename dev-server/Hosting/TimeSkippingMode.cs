namespace DirectedExecution.DevServer.Hosting;

/// <summary>Whether the server's clock may jump to the next thing that happens, for tests.</summary>
public enum TimeSkippingMode
{
    /// <summary>Never; the test service is not there.</summary>
    Off,

    /// <summary>While a client has unlocked it through the test service.</summary>
    Locked,

    /// <summary>From the start, until a client locks it.</summary>
    Unlocked,
}
