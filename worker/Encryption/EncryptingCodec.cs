using Temporalio.Api.Common.V1;
using Temporalio.Converters;

namespace DirectedExecution.Worker.Encryption;

/// <summary>
/// Encrypts what goes to the server and decrypts what comes from there. What comes in clear passes: a run may be older
/// than its encryption, and an instruction that a stranger sends in clear is judged, and refused, by the run's own
/// rules. What is encrypted and cannot be decrypted stops whoever reads it, so that nothing is ever half understood.
/// </summary>
public sealed class EncryptingCodec : IPayloadCodec, IWithSerializationContext<IPayloadCodec>
{
    private readonly Keyring keys;
    private readonly PayloadScope scope;
    private readonly bool isAnyWorkflow;

    /// <param name="keys">The keys of this process.</param>
    /// <param name="temporalNamespace">The namespace that data outside of any context belongs to.</param>
    public EncryptingCodec(Keyring keys, string temporalNamespace)
        : this(keys, new PayloadScope(temporalNamespace, null), isAnyWorkflow: true)
    {
    }

    private EncryptingCodec(Keyring keys, PayloadScope scope, bool isAnyWorkflow)
    {
        this.keys = keys;
        this.scope = scope;
        this.isAnyWorkflow = isAnyWorkflow;
    }

    public IPayloadCodec WithSerializationContext(ISerializationContext context) =>
        context is ISerializationContext.IHasWorkflow { Namespace: var name, WorkflowId: var workflow }
            ? new EncryptingCodec(keys, new PayloadScope(name, workflow), isAnyWorkflow: false)
            : this;

    public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) => Task.FromResult(
        keys.Sealing is { } key
            ? (IReadOnlyCollection<Payload>)[.. payloads.Select(payload => PayloadCipher.Seal(payload, key, scope))]
            : payloads);

    /// <exception cref="PayloadProtectionException">A payload is encrypted and cannot be decrypted here.</exception>
    public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) =>
        Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(Decoded)]);

    private Payload Decoded(Payload payload) => PayloadCipher.IsEncrypted(payload)
        ? PayloadCipher.Open(payload, keys, scope, isAnyWorkflow)
        : payload;
}
