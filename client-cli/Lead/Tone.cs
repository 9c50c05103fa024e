namespace DirectedExecution.Cli.Lead;

/// <summary>How loud a line speaks.</summary>
internal enum Tone
{
    Plain,
    Strong,
    Alarm,
    Faint,
}
