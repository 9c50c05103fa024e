using Google.Protobuf.Reflection;
using Temporalio.Api.WorkflowService.V1;
using Tests.Support;

namespace Sdk.Tests.Protocol;

/// <summary>Everything that the project declares of Temporal's API stands in the tables of the public descriptors.</summary>
public sealed class WireTests
{
    [SkippableFact]
    public void Messages_EveryField_StandsInTheTable()
    {
        var table = ReadTable("messages.tsv").Select(row => string.Join(' ', row)).ToHashSet();
        var declared = Files().SelectMany(file => file.MessageTypes.SelectMany(WithNested))
            .Where(message => message.GetOptions()?.MapEntry != true)
            .SelectMany(message => message.Fields.InDeclarationOrder().Select(Row)).ToArray();

        Assert.True(declared.Length > 1000, $"{declared.Length} fields were found");
        Assert.Equal([], declared.Except(table));
    }

    [SkippableFact]
    public void Enums_EveryValue_StandsInTheTable()
    {
        var table = ReadTable("enums.tsv").Select(row => string.Join(' ', row)).ToHashSet();
        var declared = Files()
            .SelectMany(file => file.EnumTypes.Concat(file.MessageTypes.SelectMany(WithNested).SelectMany(m => m.EnumTypes)))
            .SelectMany(type => type.Values.Select(value => $"{type.FullName} {value.Number} {value.Name}")).ToArray();

        Assert.True(declared.Length > 200, $"{declared.Length} values were found");
        Assert.Equal([], declared.Except(table));
    }

    [SkippableFact]
    public void Methods_EveryRpc_StandsInTheTable()
    {
        var table = ReadTable("methods.tsv").Select(row => string.Join(' ', row)).ToHashSet();
        var declared = Files().SelectMany(file => file.Services).SelectMany(service => service.Methods.Select(method =>
            $"{service.FullName} {method.Name} {method.InputType.FullName} {method.OutputType.FullName}")).ToArray();

        Assert.True(declared.Length > 60, $"{declared.Length} methods were found");
        Assert.Equal([], declared.Except(table));
    }

    /// <summary>The service classes are written by hand from the same files: none may be missing or misnamed.</summary>
    [Theory]
    [InlineData(typeof(Temporalio.Client.WorkflowService))]
    [InlineData(typeof(Temporalio.Client.OperatorService))]
    [InlineData(typeof(Temporalio.Client.TestService))]
    public void Services_EveryRpc_HasItsVirtualMethod(Type type)
    {
        var service = Files().SelectMany(file => file.Services).Single(s => s.Name == type.Name);

        Assert.All(service.Methods, rpc =>
        {
            var method = type.GetMethod(rpc.Name + "Async");
            Assert.True(method?.IsVirtual, rpc.Name);
            Assert.Equal(rpc.InputType.ClrType, method!.GetParameters()[0].ParameterType);
            Assert.Equal(rpc.OutputType.ClrType, method.ReturnType.GetGenericArguments().Single());
        });
    }

    private static IEnumerable<FileDescriptor> Files() => typeof(StartWorkflowExecutionRequest).Assembly.GetTypes()
        .Select(type => type.GetProperty("Descriptor")?.GetMethod is { IsStatic: true } getter &&
            getter.ReturnType == typeof(FileDescriptor)
            ? (FileDescriptor)getter.Invoke(null, null)!
            : null)
        .Where(file => file?.Package.StartsWith("temporal.api.", StringComparison.Ordinal) == true)
        .Select(file => file!);

    private static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor message) =>
        message.NestedTypes.SelectMany(WithNested).Prepend(message);

    private static string Row(FieldDescriptor field)
    {
        var label = field.IsMap ? "map"
            : field.IsRepeated ? "repeated"
            : field.RealContainingOneof is { } oneof ? $"oneof {oneof.Name}"
            : string.Empty;
        var type = field.IsMap
            ? $"map<{TypeOf(field.MessageType.FindFieldByNumber(1))},{TypeOf(field.MessageType.FindFieldByNumber(2))}>"
            : TypeOf(field);
        return $"{field.ContainingType.FullName} {field.FieldNumber} {field.Name} {type} {label}".TrimEnd();
    }

    private static string TypeOf(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => field.MessageType.FullName,
        FieldType.Enum => field.EnumType.FullName,
        var scalar => scalar.ToString().ToLowerInvariant(),
    };

    private static IEnumerable<string[]> ReadTable(string name)
    {
        Skip.If(SharedFolder.Path is null, SharedFolder.WhyMissing);
        return File.ReadLines(Path.Combine(SharedFolder.Path!, "wire", name)).Skip(1).Select(line => line
            .Split('\t').Where(cell => cell.Length > 0 && cell != "deprecated").ToArray());
    }
}
