namespace CaseDesk;

/// <summary>What others do in the case system meanwhile.</summary>
internal static class ActCommand
{
    public static async Task<int> CommentAsync(DeskFolder folder)
    {
        using var http = new HttpClient { BaseAddress = new Uri(await File.ReadAllTextAsync(folder.AddressFile)) };
        using var reply = await http.PostAsJsonAsync("/cases/C-1/comments", new { text = "The desk knows." });
        return reply.IsSuccessStatusCode ? 0 : 1;
    }
}
