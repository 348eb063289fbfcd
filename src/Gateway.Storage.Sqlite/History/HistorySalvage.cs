using Gateway.Storage.Sqlite.Databases;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.History;

/// <summary>
/// Copies what can be read of a damaged history into a new one, row by row. The cursor may be lost: then the log is read again
/// from its start, and values that are there already are dropped as repeats when their hour is compacted.
/// </summary>
internal sealed class HistorySalvage(string damagedPath, string newPath)
{
    public long Salvaged { get; private set; }

    /// <exception cref="SqliteException">The new file cannot be written.</exception>
    public void Run()
    {
        using var target = SqliteFile.OpenForWriting(newPath);
        HistorySchema.Create(target);
        SqliteFile.Execute(target, "BEGIN IMMEDIATE");
        try
        {
            using var source = SqliteFile.OpenForWriting(damagedPath);
            Points(source, target);
            Raw(source, target);
            Rollups(source, target);
            Spans(source, target);
            Meta(source, target);
        }
        catch (SqliteException error) when (!error.IsFull())
        {
            // The header itself is gone: nothing more to read. What was copied so far stays.
        }

        DropNameless(target);
        // Roll-ups may have been lost where raw values were not: every hour with raw values is worked out again.
        SqliteFile.Execute(target, "INSERT OR IGNORE INTO open_hour(hour,point) SELECT DISTINCT hour,point FROM raw "
            + "WHERE hour>=(SELECT coalesce(max(value),0) FROM meta WHERE name='raw_from')");
        SqliteFile.Execute(target, "COMMIT");
    }

    private static void Points(SqliteConnection source, SqliteConnection target)
    {
        using var insert = new Statement(target, "INSERT OR IGNORE INTO point(number,id,crc) VALUES(?1,?2,?3)");
        void Put(long number, string id) => insert.Bind(1, number).Bind(2, id).Bind(3, RowCheck.Of(number, id)).Run();
        var crc = SqliteFile.Scalar(source, "SELECT count(*) FROM pragma_table_info('point') WHERE name='crc'") > 0 ? "crc" : "NULL";
        var damaged = new HashSet<long>();
        var isWhole = new RowSalvage(source, $"id,{crc}", "point", "number").Read(row =>
        {
            if (RowCheck.Fits(row, 2, row.Int64(0), row.Text(1)))
            {
                Put(row.Int64(0), row.Text(1));
            }
            else
            {
                damaged.Add(row.Int64(0));
            }
        });
        if (!isWhole)
        {
            Part(() =>
            {
                // The covering index holds every row a second time.
                using var all = new Statement(source, "SELECT number,id FROM point ORDER BY id");
                while (all.Step())
                {
                    if (!damaged.Contains(all.Int64(0)))
                    {
                        Put(all.Int64(0), all.Text(1));
                    }
                }
            });
        }
    }

    /// <summary>
    /// Values whose point's name was lost belong to nobody, and must not go to the next point that is given their number. The log is read again from its start for
    /// them, as far as that goes back.
    /// </summary>
    private static void DropNameless(SqliteConnection target)
    {
        const string Nameless = "point NOT IN (SELECT number FROM point)";
        if (SqliteFile.Scalar(target, $"SELECT count(*) FROM raw WHERE {Nameless}") + SqliteFile.Scalar(target, $"SELECT count(*) FROM rollup WHERE {Nameless}") == 0)
        {
            return;
        }

        foreach (var table in (string[])["raw", "rollup", "kept_span"])
        {
            SqliteFile.Execute(target, $"DELETE FROM {table} WHERE {Nameless}");
        }

        SqliteFile.Execute(target, $"DELETE FROM meta WHERE name='{HistoryMeta.Cursor}'");
    }

    private void Raw(SqliteConnection source, SqliteConnection target)
    {
        using var insert = new Statement(target, "INSERT OR IGNORE INTO raw(id,hour,point,crc,data) VALUES(?1,?2,?3,?4,?5)");
        new RowSalvage(source, "hour,point,crc,data", "raw", "id").Read(row =>
        {
            if (Checksum.Of(row.Blob(4)) == (uint)row.Int64(3))
            {
                insert.Bind(1, row.Int64(0)).Bind(2, row.Int64(1)).Bind(3, row.Int64(2)).Bind(4, row.Int64(3)).Bind(5, row.Blob(4)).Run();
                Salvaged++;
            }
        });
    }

    private void Rollups(SqliteConnection source, SqliteConnection target)
    {
        using var insert = new Statement(target, "INSERT OR IGNORE INTO rollup(id,resolution,point,period,crc,data) VALUES(?1,?2,?3,?4,?5,?6)");
        new RowSalvage(source, "resolution,point,period,crc,data", "rollup", "id").Read(row =>
        {
            if (Checksum.Of(row.Blob(5)) == (uint)row.Int64(4))
            {
                insert.Bind(1, row.Int64(0)).Bind(2, row.Int64(1)).Bind(3, row.Int64(2)).Bind(4, row.Int64(3)).Bind(5, row.Int64(4)).Bind(6, row.Blob(5)).Run();
                Salvaged++;
            }
        });
    }

    private static void Spans(SqliteConnection source, SqliteConnection target)
    {
        using var insert = new Statement(target, "INSERT OR IGNORE INTO kept_span(id,point,since,until) VALUES(?1,?2,?3,?4)");
        new RowSalvage(source, "point,since,until", "kept_span", "id").Read(row =>
            insert.Bind(1, row.Int64(0)).Bind(2, row.Int64(1)).Bind(3, row.Int64(2)).Bind(4, row.Int64(3)).Run());
    }

    private static void Meta(SqliteConnection source, SqliteConnection target) => Part(() =>
    {
        using var insert = new Statement(target, "INSERT OR IGNORE INTO meta(name,value) VALUES(?1,?2)");
        using var all = new Statement(source, "SELECT name,value FROM meta");
        while (all.Step())
        {
            insert.Bind(1, all.Text(0)).Bind(2, all.Int64(1)).Run();
        }
    });

    private static void Part(Action copy)
    {
        try
        {
            copy();
        }
        catch (SqliteException error) when (!error.IsFull())
        {
            // This table cannot be read to its end; the others may.
        }
    }
}
