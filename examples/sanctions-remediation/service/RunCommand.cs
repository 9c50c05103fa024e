using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseDesk;

/// <summary>The case system, until its input ends.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(DeskFolder folder, string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        await using var app = builder.Build();
        Map(app, new CaseBook());
        await app.StartAsync();
        await File.WriteAllTextAsync(folder.AddressFile, url);
        await File.WriteAllTextAsync(folder.PidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        while (await Console.In.ReadLineAsync() is not null)
        {
            // It lives as long as whoever started it.
        }

        await app.StopAsync();
        File.Delete(folder.PidFile);
        return 0;
    }

    private static void Map(WebApplication app, CaseBook book)
    {
        app.MapGet("/cases/{id}", (string id) => book.Find(id));
        app.MapGet("/changes/{key}", (string key) => book.FindChange(key));
        app.MapGet("/filings", () => new JsonObject { ["count"] = book.Filings });
        app.MapPost("/cases", async (HttpRequest request) => book.Create(Key(request), await BodyAsync(request)));
        app.MapPost("/cases/{id}/comments", async (string id, HttpRequest request) =>
            book.Comment(Key(request), id, (string)(await BodyAsync(request))["text"]!));
        app.MapPost("/cases/{id}/transitions", async (string id, HttpRequest request) =>
            book.Move(Key(request), id, (string)(await BodyAsync(request))["to"]!, request.Headers.IfMatch.ToString()));
        app.MapPost("/filings", (HttpRequest request) => book.File(Key(request)));
    }

    private static string Key(HttpRequest request) => request.Headers["Idempotency-Key"].ToString();

    private static async Task<JsonObject> BodyAsync(HttpRequest request) =>
        (await JsonNode.ParseAsync(request.Body))!.AsObject();
}
