namespace DirectedExecution.Domain.Charters;

/// <summary>How sensitive the run's evidence is.</summary>
public enum PrivacyClass
{
    Internal,
    Confidential,
    Restricted,
}
