using DirectedExecution.DevServer.Engine.State;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Which pending activities of a run an operator means.</summary>
/// <param name="Id">The one of this id; null where they are not named by id.</param>
/// <param name="TypeName">All of this type; null where they are not named by type; all there are with neither.</param>
internal sealed record ActivityTarget(string? Id, string? TypeName)
{
    private static readonly ActivityTarget All = new(null, null);

    /// <exception cref="RpcError">INVALID_ARGUMENT: the request names none.</exception>
    public static ActivityTarget Of(bool hasId, string id, bool hasType, string typeName, bool isAll) =>
        (hasId, hasType, isAll) switch
        {
            (true, _, _) => new ActivityTarget(id, null),
            (_, true, _) => new ActivityTarget(null, typeName),
            (_, _, true) => All,
            _ => throw RpcError.InvalidArgument("Either Activity.Id or Activity.Type should be set on request."),
        };

    public bool Means(ActivityState activity) => this switch
    {
        { Id: { } id } => activity.ActivityId == id,
        { TypeName: { } typeName } => activity.ActivityType.Name == typeName,
        _ => true,
    };
}
