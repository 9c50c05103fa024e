using Temporalio.Api.Common.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>What a part of a workflow has of its workflow's priority.</summary>
internal static class Priorities
{
    /// <summary>Each field that is not given is that of the workflow.</summary>
    public static Priority? Inherited(Priority? of, Priority? given) => of is null || given is null
        ? given ?? of
        : new Priority
        {
            PriorityKey = given.PriorityKey == 0 ? of.PriorityKey : given.PriorityKey,
            FairnessKey = given.FairnessKey.Length == 0 ? of.FairnessKey : given.FairnessKey,
            FairnessWeight = given.FairnessWeight == 0 ? of.FairnessWeight : given.FairnessWeight,
        };
}
