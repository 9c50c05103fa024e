using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Cli.Documents;

/// <summary>
/// Problems of documents as the end of a command: the first in the sentence, all of them with their places.
/// </summary>
internal static class BadDocuments
{
    public static CliException Of(ValueList<Problem> problems)
    {
        var first = problems[0];
        var more = string.Concat(problems.Skip(1).Select(problem => "\n" + problem));
        return new CliException(
            ExitCode.BadInput, Rendering.Words.Code(first.Code), $"{first.File}:{first.Line}:{first.Column}: " +
                $"{first.Field}: {first.Sentence}{more}", first.Fix)
        {
            Problems = problems,
        };
    }
}
