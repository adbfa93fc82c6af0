package io.headroom.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page as a test reads it. */
record PageText(String html) {

    static PageText of(byte[] page) {
        return new PageText(new String(page, StandardCharsets.UTF_8));
    }

    /** Without scripts, styles and data: what a person may see, and the tags around it. */
    String body() {
        return html.replaceAll("(?s)<script.*?</script>|<style.*?</style>", "");
    }

    /** What the first group matches, everywhere. */
    List<String> all(String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** The data of a chart. */
    JsonNode chart(String id) throws JsonProcessingException {
        return new ObjectMapper()
                .readTree(all("<script type=\"application/json\" data-chart=\"" + id + "\">(.*?)</script>")
                        .get(0));
    }

    /** Ids of all charts. */
    List<String> charts() {
        return all("data-chart=\"([a-z-]+)\"");
    }

    /** The table of a chart: its rows, the first of them headings. */
    List<List<String>> table(String chart) {
        String figure =
                all("data-chart=\"" + chart + "\".*?(<table.*?</table>)").get(0);
        List<List<String>> rows = new ArrayList<>();
        for (MatchResult row :
                Pattern.compile("<tr[^>]*>(.*?)</tr>").matcher(figure).results().toList()) {
            rows.add(Pattern.compile("<t[hd][^>]*>(.*?)</t[hd]>")
                    .matcher(row.group(1))
                    .results()
                    .map(cell -> cell.group(1))
                    .toList());
        }
        return rows;
    }
}
