using DirectedExecution.Activities.Tools;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Privacy;
using DirectedExecution.Domain.Verification;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Activities.Annex;

/// <summary>Puts what sensitive calls bring into the annex; what leaves here can be seen by anybody.</summary>
public sealed class AnnexDesk(IAnnexStore store, TimeProvider time)
{
    private const string NotShown = "What the tool said is sensitive and not shown.";

    /// <summary>The result of a sensitive call without anything of what it brought.</summary>
    public static ToolResult Blank(ToolResult result) => result with
    {
        Value = null,
        Excerpt = string.Empty,
        Sentence = result.Outcome == ToolOutcome.Executed ? null : NotShown,
    };

    /// <summary>A sensitive reading, judged here and kept.</summary>
    public Reading Seal(ReadingsRequest request, VerificationRead read, JsonData document, DateTimeOffset takenAt)
    {
        try
        {
            var subject = store.Subject(request.Run, $"fact {read.Fact}", time.GetUtcNow());
            var entry = store.Keep(
                subject, $"{request.Attempt}: {read.Fact} by {read.Source}", document, time.GetUtcNow());
            return new Reading(
                read.Id, takenAt,
                Sealed: SealedReadings.Judge(read.Expectation, document, entry, subject.DigestOf));
        }
        catch (Exception fault)
        {
            // What cannot be kept where it belongs is kept nowhere: it was not read.
            return new Reading(
                read.Id, takenAt,
                Error: $"It is sensitive and could not be put into the annex ({fault.GetType().Name}).");
        }
    }

    /// <summary>What a sensitive action answered.</summary>
    /// <returns>Null when it could not be kept; what was done stays done.</returns>
    public AnnexEntry? Keep(ToolActionRequest request, ToolResult result)
    {
        try
        {
            var subject = store.Subject(request.Run, $"answer of step {request.Step}", time.GetUtcNow());
            return store.Keep(
                subject, $"{request.Attempt}: what the tool answered", Content(result), time.GetUtcNow());
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static JsonData Content(ToolResult result)
    {
        var content = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["outcome"] = result.Outcome.ToString(),
            ["excerpt"] = result.Excerpt,
        };
        Add("code", result.Code);
        Add("sentence", result.Sentence);
        Add("exitCode", result.ExitCode);
        Add("value", ToolDocuments.Of(result.Value));
        return JsonData.Of(content);

        void Add(string name, object? value)
        {
            if (value is not null)
            {
                content.Add(name, value);
            }
        }
    }
}
