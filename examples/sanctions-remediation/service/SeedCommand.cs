using Microsoft.Data.Sqlite;

namespace CaseDesk;

/// <summary>Sets up accounts and payments, always the same ones.</summary>
internal static class SeedCommand
{
    private const string Data = """
        CREATE TABLE accounts (id TEXT PRIMARY KEY, party TEXT NOT NULL, state TEXT NOT NULL);
        CREATE TABLE payments (id TEXT PRIMARY KEY, account TEXT NOT NULL, state TEXT NOT NULL, cents INTEGER NOT NULL);
        CREATE TABLE effects (key TEXT NOT NULL, kind TEXT NOT NULL);
        INSERT INTO accounts VALUES ('A-1', 'Northwind Shipping', 'open'), ('A-2', 'Northwind Shipping', 'open'),
          ('A-3', 'Harbour Bakery', 'open');
        INSERT INTO payments VALUES ('P-1', 'A-1', 'pending', 120000), ('P-2', 'A-2', 'pending', 90000),
          ('P-3', 'A-3', 'pending', 4500), ('P-4', 'A-1', 'sent', 7700);
        """;

    public static int Run(DeskFolder folder)
    {
        Directory.CreateDirectory(folder.Path);
        File.Delete(folder.Database);
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = folder.Database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = Data;
        command.ExecuteNonQuery();
        Console.Out.WriteLine($"seeded {folder.Path}");
        return 0;
    }
}
