using Google.Protobuf.Reflection;
using Temporalio.Api.OperatorService.V1;
using Temporalio.Api.TestService.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Protocol.Health.V1;

namespace DirectedExecution.DevServer.Api.Reflection;

/// <summary>The descriptors of everything that this server speaks, by file and by the names in them.</summary>
internal sealed class ReflectionIndex
{
    private readonly Dictionary<string, FileDescriptor> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> symbols = new(StringComparer.Ordinal);

    public ReflectionIndex(bool hasTestService)
    {
        FileDescriptor[] roots =
        [
            StartWorkflowExecutionRequest.Descriptor.File,
            AddSearchAttributesRequest.Descriptor.File,
            HealthCheckRequest.Descriptor.File,
            Temporalio.Protocol.Reflection.V1.ServerReflectionRequest.Descriptor.File,
            Temporalio.Protocol.Reflection.V1Alpha.ServerReflectionRequest.Descriptor.File,
            .. hasTestService ? new[] { SleepRequest.Descriptor.File } : [],
        ];
        var services = roots.SelectMany(file => file.Services).Select(service => service.FullName);
        Services = [.. services.Order(StringComparer.Ordinal)];
        foreach (var root in roots)
        {
            Add(root);
        }
    }

    /// <summary>Full names, in order.</summary>
    public IReadOnlyList<string> Services { get; }

    public FileDescriptor? FindFile(string name) => files.GetValueOrDefault(name);

    /// <summary>The file that says what a service, method, message, field or enum is.</summary>
    public FileDescriptor? FindSymbol(string fullName) => symbols.GetValueOrDefault(fullName);

    public MessageDescriptor? FindMessage(string fullName) =>
        FindSymbol(fullName)?.MessageTypes.SelectMany(WithNested).FirstOrDefault(type => type.FullName == fullName);

    private static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor type) =>
        type.NestedTypes.SelectMany(WithNested).Prepend(type);

    private void Add(FileDescriptor file)
    {
        if (!files.TryAdd(file.Name, file))
        {
            return;
        }

        foreach (var needed in file.Dependencies)
        {
            Add(needed);
        }

        foreach (var service in file.Services)
        {
            symbols[service.FullName] = file;
            AddAll(file, service.Methods);
        }

        AddEnums(file, file.EnumTypes);
        foreach (var type in file.MessageTypes.SelectMany(WithNested))
        {
            symbols[type.FullName] = file;
            AddAll(file, type.Fields.InDeclarationOrder());
            AddEnums(file, type.EnumTypes);
        }
    }

    private void AddEnums(FileDescriptor file, IEnumerable<EnumDescriptor> types)
    {
        foreach (var type in types)
        {
            symbols[type.FullName] = file;
            AddAll(file, type.Values);
        }
    }

    private void AddAll(FileDescriptor file, IEnumerable<IDescriptor> members)
    {
        foreach (var member in members)
        {
            symbols[member.FullName] = file;
        }
    }
}
