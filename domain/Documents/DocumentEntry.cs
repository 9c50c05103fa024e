namespace DirectedExecution.Domain.Documents;

/// <summary>A key of a mapping, where it stands, and its value.</summary>
public sealed record DocumentEntry(string Key, int Line, int Column, DocumentNode Value);
