using Temporalio.Api.Enums.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>One task queue of one task type.</summary>
internal readonly record struct TaskQueueKey(string NamespaceId, string Name, TaskQueueType TaskType);
