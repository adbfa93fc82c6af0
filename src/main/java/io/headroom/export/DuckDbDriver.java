package io.headroom.export;

/** The database's code, which is too large to be a part of headroom.jar. */
final class DuckDbDriver {

    private static final String DRIVER = "org.duckdb.DuckDBDriver";

    private DuckDbDriver() {}

    /**
     * Looks whether it is there.
     *
     * @throws ExportException when it is not
     */
    static void require() throws ExportException {
        require(DRIVER);
    }

    static void require(String driver) throws ExportException {
        try {
            var unused = Class.forName(driver, false, DuckDbDriver.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new ExportException(
                    "DuckDB is missing; expected lib/duckdb_jdbc-....jar beside headroom.jar, where mvn package puts it"
                            + " (a .csv needs none)",
                    e);
        }
    }
}
