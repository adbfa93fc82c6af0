package io.headroom.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The text of a page, with what a test looks for in it. */
record PageText(String html) {

    static PageText of(byte[] page) {
        return new PageText(new String(page, StandardCharsets.UTF_8));
    }

    /** Returns the page without scripts, styles and data: what a person may see, and the tags around it. */
    String body() {
        return html.replaceAll("(?s)<script.*?</script>|<style.*?</style>", "");
    }

    /** Returns what the first group of a pattern matches, for each match. */
    List<String> all(String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(html)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Returns the data of a chart. */
    JsonNode chart(String id) throws JsonProcessingException {
        return new ObjectMapper()
                .readTree(all("<script type=\"application/json\" data-chart=\"" + id + "\">(.*?)</script>")
                        .get(0));
    }

    /** Returns the ids of all charts. */
    List<String> charts() {
        return all("data-chart=\"([a-z-]+)\"");
    }

    /** Returns the rows of the table of a chart. The first row has the headings. */
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
