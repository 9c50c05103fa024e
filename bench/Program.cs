using DirectedExecution.Bench;

var options = BenchOptions.Parse(args);
if (options.Entries is { } entries)
{
    await LongLedger.RunAsync(Console.Out, options, entries);
    return;
}

if (options.Runs is { } runs)
{
    await ManyRuns.RunAsync(Console.Out, options, runs);
    return;
}

var samples = new List<Sample>();
foreach (var round in Enumerable.Range(1, options.Rounds))
{
    foreach (var kind in options.Servers)
    {
        await Console.Error.WriteLineAsync($"round {round} of {options.Rounds}: {kind}");
        samples.AddRange(await Round.RunAsync(kind, options));
    }
}

samples.AddRange(PacketLoad.Run());
Report.Write(Console.Out, samples, options);
