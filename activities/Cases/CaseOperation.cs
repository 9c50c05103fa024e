namespace DirectedExecution.Activities.Cases;

/// <summary>What can be done with a case, how it is asked for over HTTP, and what it takes.</summary>
/// <param name="Name">The name in procedures.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the system's address; "{case}" is the case's id.</param>
/// <param name="NeedsVersion">Whether the change must name the version that it was decided on.</param>
/// <param name="Parameters">The parameters that it takes and must have.</param>
internal sealed record CaseOperation(
    string Name, string Method, string Path, bool NeedsVersion, IReadOnlyList<string> Parameters)
{
    public const string Read = "read";

    /// <summary>The plain REST shape; "paths" names other ones for systems that have them.</summary>
    public static IReadOnlyList<CaseOperation> All { get; } =
    [
        new(Read, "GET", "cases/{case}", NeedsVersion: false, ["case"]),
        new("create", "POST", "cases", NeedsVersion: false, ["fields"]),
        new("update", "PATCH", "cases/{case}", NeedsVersion: true, ["case", "fields"]),
        new("comment", "POST", "cases/{case}/comments", NeedsVersion: false, ["case", "text"]),
        new("transition", "POST", "cases/{case}/transitions", NeedsVersion: true, ["case", "to"]),
    ];

    public static CaseOperation Find(string name) => All.First(one => one.Name == name);
}
