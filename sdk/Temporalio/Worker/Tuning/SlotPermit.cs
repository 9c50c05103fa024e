namespace Temporalio.Worker.Tuning;

/// <summary>The right to use a slot.</summary>
public record SlotPermit
{
    /// <summary>Initializes a new instance of the <see cref="SlotPermit"/> class.</summary>
    public SlotPermit()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="SlotPermit"/> class.</summary>
    /// <param name="data">What the supplier wants to know of it later.</param>
    public SlotPermit(object data) => UserData = data;

    /// <summary>Gets what the supplier wants to know of it later.</summary>
    public object? UserData { get; init; }
}
