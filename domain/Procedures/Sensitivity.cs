namespace DirectedExecution.Domain.Procedures;

/// <summary>The most sensitive thing that a step touches, in rising order.</summary>
public enum Sensitivity
{
    Public,
    Internal,
    Confidential,
    Personal,
    Credentials,
}
