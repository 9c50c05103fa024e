using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Temporalio.Replay;

/// <summary>
/// The seed of a run's generator: SipHash-1-3 with a zero key over the run id and a closing byte 0xFF. Stored shape:
/// recorded decisions depend on it.
/// </summary>
internal static class RandomSeed
{
    public static ulong FromRunId(string runId)
    {
        var id = Encoding.UTF8.GetBytes(runId);
        return SipHash13([.. id, 0xFF]);
    }

    internal static ulong SipHash13(ReadOnlySpan<byte> data)
    {
        var state = new State(0x736f6d6570736575, 0x646f72616e646f6d, 0x6c7967656e657261, 0x7465646279746573);
        var rest = data;
        for (; rest.Length >= 8; rest = rest[8..])
        {
            state = Absorb(state, BinaryPrimitives.ReadUInt64LittleEndian(rest));
        }

        var last = (ulong)data.Length << 56;
        for (var i = 0; i < rest.Length; i++)
        {
            last |= (ulong)rest[i] << (8 * i);
        }

        state = Absorb(state, last);
        state = state with { V2 = state.V2 ^ 0xFF };
        state = Round(Round(Round(state)));
        return state.V0 ^ state.V1 ^ state.V2 ^ state.V3;
    }

    private static State Absorb(State state, ulong word)
    {
        state = Round(state with { V3 = state.V3 ^ word });
        return state with { V0 = state.V0 ^ word };
    }

    private static State Round(State s)
    {
        var v0 = s.V0 + s.V1;
        var v1 = BitOperations.RotateLeft(s.V1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        var v2 = s.V2 + s.V3;
        var v3 = BitOperations.RotateLeft(s.V3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
        return new(v0, v1, v2, v3);
    }

    private readonly record struct State(ulong V0, ulong V1, ulong V2, ulong V3);
}
