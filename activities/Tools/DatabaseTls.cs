namespace DirectedExecution.Activities.Tools;

/// <summary>How a database server proves itself. Encryption without proof is not offered: it protects nobody.</summary>
public enum DatabaseTls
{
    /// <summary>No encryption; only on this machine.</summary>
    Off,

    /// <summary>A certificate of the named authority, whatever its name.</summary>
    VerifyCa,

    /// <summary>A certificate of the named authority, for this host.</summary>
    VerifyFull,
}
