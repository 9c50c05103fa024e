namespace DirectedExecution.Domain.Procedures;

/// <summary>The JSON type of an argument.</summary>
public enum ArgumentType
{
    Text,
    Number,
    Boolean,
}
