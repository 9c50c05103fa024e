using System.Globalization;
using DirectedExecution.DevServer.Hosting;
using DirectedExecution.DevServer.Storage;
using DirectedExecution.DevServer.Storage.Sqlite;
using Temporalio.Api.Enums.V1;
using Xunit.Abstractions;

namespace DevServer.Tests.Storage;

/// <summary>The same random life for the oracle and for SQLite: after each step and each death both hold the same.</summary>
public sealed class StoreDifferentialTests(ITestOutputHelper output) : IDisposable
{
    private const int Steps = 400;
    private const int Runs = 12;
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void SqliteStore_SeededLife_EqualsTheOracle()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TEST_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : Random.Shared.Next();
        output.WriteLine($"TEST_SEED={seed}");
        var chance = new Random(seed);
        var oracle = new InMemoryStore();
        var file = folder.File("0.db");
        var sqlite = SqliteStore.Open(file, Durability.ProcessDeath);
        var seen = new HashSet<string>();
        for (var step = 1; step <= Steps; step++)
        {
            var operation = Choose(chance);
            seen.Add(operation);
            switch (operation)
            {
                case "commit":
                    oracle.Commit();
                    sqlite.Commit();
                    break;
                case "crash":
                    oracle = oracle.Recover();
                    file = CopyAsLeft(file, step);
                    sqlite.Dispose();
                    sqlite = SqliteStore.Open(file, Durability.ProcessDeath);
                    break;
                default:
                    var batch = Batch(operation, chance, oracle);
                    oracle.Apply(batch);
                    sqlite.Apply(batch);
                    break;
            }

            AssertSame(oracle, sqlite, $"seed {seed}, step {step}: {operation}");
        }

        sqlite.Dispose();
        Assert.Equal(["append", "commit", "crash", "delete", "names", "put"], seen.Order(StringComparer.Ordinal));
    }

    public void Dispose() => folder.Dispose();

    private static string Choose(Random chance) => chance.Next(20) switch
    {
        < 7 => "append",
        < 11 => "put",
        < 13 => "names",
        < 15 => "delete",
        < 19 => "commit",
        _ => "crash",
    };

    private static RunKey Key(Random chance)
    {
        var number = chance.Next(Runs);
        return new RunKey($"n{number % 2}", $"w{number % 5}", $"r{number}");
    }

    private static WriteBatch Batch(string operation, Random chance, InMemoryStore oracle)
    {
        var key = Key(chance);
        switch (operation)
        {
            case "append":
                var history = oracle.ReadHistory(key.RunId, 1, long.MaxValue);
                var next = history.Count == 0 ? 1 : history[^1].LastEventId + 1;
                return new WriteBatch { History = { Samples.Events(key.RunId, next, next + chance.Next(4)) } };
            case "put":
                var state = new byte[chance.Next(64)];
                chance.NextBytes(state);
                return new WriteBatch
                {
                    Runs = { new RunRow(key, chance.Next(2) == 0, state) },
                    CurrentRuns = { new CurrentRunRow(key.Workflow, key.RunId) },
                    Visibility = { new VisibilityRow(key, Samples.Info(key)) },
                    Batches =
                    {
                        new BatchRow(
                            new BatchKey("n-" + key.NamespaceId, $"j{chance.Next(3)}"),
                            state,
                            chance.Next(3) == 0 ? default(ReadOnlyMemory<byte>?) : new byte[] { (byte)chance.Next(9) }),
                    },
                    Schedules =
                    {
                        new ScheduleRow(
                            new ScheduleKey("n-" + key.NamespaceId, $"s{chance.Next(3)}"), state, Samples.Info(key)),
                    },
                };
            case "names":
                var full = Samples.FullBatch(key.NamespaceId);
                return new WriteBatch
                {
                    Namespaces = { full.Namespaces[0] },
                    SearchAttributes =
                    {
                        new SearchAttributeRow(full.Namespaces[0].Id, $"A{chance.Next(3)}", (IndexedValueType)chance.Next(1, 8)),
                    },
                };
            default:
                return new WriteBatch
                {
                    DeletedRuns = { key },
                    DeletedCurrentRuns = { Key(chance).Workflow },
                    DeletedNamespaces = { "n-" + Key(chance).NamespaceId },
                    DeletedBatches = { new BatchKey("n-" + key.NamespaceId, "j1") },
                    DeletedSchedules = { new ScheduleKey("n-" + key.NamespaceId, "s1") },
                    DeletedSearchAttributes = { ("n-" + key.NamespaceId, "A1") },
                };
        }
    }

    private static void AssertSame(InMemoryStore oracle, SqliteStore sqlite, string where)
    {
        Assert.True(Samples.Describe(oracle.Load()) == Samples.Describe(sqlite.Load()), where);
        for (var number = 0; number < Runs; number++)
        {
            var key = new RunKey($"n{number % 2}", $"w{number % 5}", $"r{number}");
            Assert.True(Text(oracle, key) == Text(sqlite, key), $"{where}: {key}");
        }
    }

    private static string Text(IStore store, RunKey key)
    {
        var run = store.ReadRun(key);
        var state = run is null ? "none" : $"{run.IsOpen} {Convert.ToHexString(run.State.Span)}";
        var history = store.ReadHistory(key.RunId, 2, 7)
            .Select(batch => $"{batch.FirstEventId}-{batch.LastEventId}:{Convert.ToHexString(batch.Events.Span)}");
        return $"{state} {string.Join(',', history)}";
    }

    private string CopyAsLeft(string file, int step)
    {
        var copy = folder.File($"{step}.db");
        File.Copy(file, copy);
        File.Copy(file + "-wal", copy + "-wal");
        return copy;
    }
}
