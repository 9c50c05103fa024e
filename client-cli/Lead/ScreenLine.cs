namespace DirectedExecution.Cli.Lead;

/// <summary>One line of the screen, fitted to its width already.</summary>
internal readonly record struct ScreenLine(string Text, Tone Tone = Tone.Plain);
