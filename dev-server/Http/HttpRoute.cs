using System.Diagnostics.CodeAnalysis;
using DirectedExecution.DevServer.Api;

namespace DirectedExecution.DevServer.Http;

/// <summary>
/// One way to call a method over HTTP: a verb and a path whose segments are words, or fields of the request in braces.
/// </summary>
internal sealed record HttpRoute(string Verb, string[] Segments, string RpcPath)
{
    /// <summary>The request's JSON is the body; otherwise it is the query.</summary>
    public bool HasBody => Verb == "POST";

    /// <param name="line">"VERB /path Method"; methods of the OperatorService with its name and a dot before.</param>
    /// <param name="prefix">Stands before the path.</param>
    public static HttpRoute Parse(string line, string prefix = "")
    {
        var parts = line.Split(' ');
        var method = parts[2].Split('.');
        var service = method.Length == 1 ? ServiceNames.Workflow : ServiceNames.Operator;
        return new(parts[0], SegmentsOf(prefix + parts[1]), $"/{service}/{method[^1]}");
    }

    public static string[] SegmentsOf(string path) => path.TrimStart('/').Split('/');

    /// <summary>The values of the fields that stand in the path, when it is this one.</summary>
    public bool Matches(string[] path, [NotNullWhen(true)] out List<KeyValuePair<string, string>>? fields)
    {
        fields = null;
        if (path.Length != Segments.Length)
        {
            return false;
        }

        var found = new List<KeyValuePair<string, string>>();
        for (var at = 0; at < path.Length; at++)
        {
            if (Segments[at].StartsWith('{') && path[at].Length > 0)
            {
                found.Add(new(Segments[at][1..^1], path[at]));
            }
            else if (Segments[at] != path[at])
            {
                return false;
            }
        }

        fields = found;
        return true;
    }
}
