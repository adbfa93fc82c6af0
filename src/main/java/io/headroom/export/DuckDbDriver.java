package io.headroom.export;

/** Finds DuckDB's JDBC driver, which lies beside headroom.jar because it is too large to be in it. */
final class DuckDbDriver {

    private static final String DRIVER = "org.duckdb.DuckDBDriver";

    private DuckDbDriver() {}

    /**
     * Checks that the driver is on the class path.
     *
     * @throws ExportException if it is not
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
                            + " (a .csv file does not need it)",
                    e);
        }
    }
}
