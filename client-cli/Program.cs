using DirectedExecution.Cli;

return await DirectedCli.RunAsync(args, CliHost.OfThisProcess()).ConfigureAwait(false);
