namespace DirectedExecution.Domain.Documents;

/// <summary>A document and the name of the file it is from, for messages.</summary>
public sealed record DocumentSource(string File, DocumentNode Root);
