using DirectedExecution.Bench;

var options = BenchOptions.Parse(args);
var samples = new List<Sample>();
foreach (var round in Enumerable.Range(1, options.Rounds))
{
    foreach (var kind in BenchServer.Available)
    {
        await Console.Error.WriteLineAsync($"round {round} of {options.Rounds}: {kind}");
        samples.AddRange(await Round.RunAsync(kind, options));
    }
}

samples.AddRange(PacketLoad.Run());
Report.Write(Console.Out, samples, options);
