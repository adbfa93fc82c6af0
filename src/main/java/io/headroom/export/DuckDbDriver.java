package io.headroom.export;

import io.headroom.run.RefusedFileException;

/** Finds DuckDB's JDBC driver, which lies beside headroom.jar because it is too large to be in it. */
final class DuckDbDriver {

    private static final String DRIVER = "org.duckdb.DuckDBDriver";

    private DuckDbDriver() {}

    /**
     * Checks that the driver is on the class path.
     *
     * @throws RefusedFileException if it is not
     */
    static void require() throws RefusedFileException {
        require(DRIVER);
    }

    static void require(String driver) throws RefusedFileException {
        try {
            var unused = Class.forName(driver, false, DuckDbDriver.class.getClassLoader());
        } catch (ClassNotFoundException absent) {
            throw new RefusedFileException(
                    "DuckDB is missing; expected lib/duckdb_jdbc-....jar beside headroom.jar, where mvn package puts it"
                            + " (a .csv file does not need it)");
        }
    }
}
