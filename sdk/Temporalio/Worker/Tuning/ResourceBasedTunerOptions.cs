namespace Temporalio.Worker.Tuning;

/// <summary>What load of the machine to aim at.</summary>
/// <param name="TargetMemoryUsage">Memory to use, from 0 to 1.</param>
/// <param name="TargetCpuUsage">Processor time to use, from 0 to 1.</param>
public sealed record ResourceBasedTunerOptions(double TargetMemoryUsage, double TargetCpuUsage);
