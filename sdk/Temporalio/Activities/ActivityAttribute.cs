namespace Temporalio.Activities;

/// <summary>Marks a method as an activity.</summary>
/// <remarks>
/// Without a name the activity is called like its method; a trailing <c>Async</c> is cut off when the method returns a
/// task. The attribute is not inherited: an override has to repeat it.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ActivityAttribute : Attribute
{
    /// <summary>Initializes a new instance of the <see cref="ActivityAttribute"/> class with the default name.</summary>
    public ActivityAttribute()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="ActivityAttribute"/> class with a name.</summary>
    /// <param name="name">Name of the activity as the server knows it.</param>
    public ActivityAttribute(string name) => Name = name;

    /// <summary>Gets the name, or null for the default name.</summary>
    public string? Name { get; }

    /// <summary>
    /// Gets or sets a value indicating whether this activity takes every activity type that is not registered. Such a
    /// method has no name and exactly one parameter, an array of <see cref="Converters.IRawValue"/>. Default false.
    /// </summary>
    public bool Dynamic { get; set; }
}
