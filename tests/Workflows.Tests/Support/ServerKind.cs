namespace Workflows.Tests.Support;

/// <summary>Which server a test runs against.</summary>
public enum ServerKind
{
    Embedded,
    Real,
}
