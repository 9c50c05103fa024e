namespace DirectedExecution.Cli.Codecs;

/// <summary>A refusal of the codec endpoint: status and sentence.</summary>
internal sealed record CodecAnswer(int Status, string Sentence);
