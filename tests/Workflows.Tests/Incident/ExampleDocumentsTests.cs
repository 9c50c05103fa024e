using DirectedExecution.Domain.Procedures;
using Workflows.Tests.Support;

namespace Workflows.Tests.Incident;

public sealed class ExampleDocumentsTests
{
    [Fact]
    public async Task Example_IsRead_WithoutAProblemAndWithEveryClassOfStep()
    {
        await using var site = await IncidentSite.StartAsync();

        var documents = site.Documents();

        Assert.Equal(
            Enum.GetValues<StepClass>(), documents.Procedure.Steps.Select(step => step.Class).Distinct().Order());
    }
}
