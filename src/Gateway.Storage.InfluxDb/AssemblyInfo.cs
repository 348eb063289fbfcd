using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Gateway.Storage.InfluxDb.Tests")]
