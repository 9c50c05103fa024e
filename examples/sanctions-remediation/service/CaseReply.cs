namespace CaseDesk;

/// <summary>What the case system answers.</summary>
internal sealed record CaseReply(int Status, string Body, string? Tag) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.ContentType = "application/json";
        if (Tag is not null)
        {
            httpContext.Response.Headers.ETag = Tag;
        }

        await httpContext.Response.WriteAsync(Body);
    }
}
