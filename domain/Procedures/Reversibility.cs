namespace DirectedExecution.Domain.Procedures;

/// <summary>Whether what a step does can be taken back.</summary>
public enum Reversibility
{
    Reversible,

    /// <summary>With effort, loss or outside help.</summary>
    Costly,

    Irreversible,
}
