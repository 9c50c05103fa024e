namespace DirectedExecution.Activities.Annex;

/// <summary>The annex cannot be used as it is: it lies open to others, or a record is not what was kept.</summary>
public sealed class AnnexException(string sentence) : Exception(sentence);
