using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Configuration;

/// <summary>A section of the configuration that knows what is allowed in it. The loader asks every section of <see cref="CenterOptions"/> that says so.</summary>
public interface ICheckedOptions
{
    /// <summary>Adds everything that is wrong, not only the first. Paths are whole when it is called.</summary>
    /// <param name="path">Of the section, for example <c>center.json: calls</c>; append <c>.name</c>.</param>
    void Check(string path, ConfigurationErrors errors);
}
