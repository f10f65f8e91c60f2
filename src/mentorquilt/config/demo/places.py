"""Where the invented physicians live (real cities) and work (invented hospitals)."""

# How to find the city, and how many of the society's members live around it, as a weight.
CITIES = (
    ("Seattle, WA", 9), ("Portland, OR", 6), ("San Francisco, CA", 8), ("Los Angeles, CA", 10), ("San Diego, CA", 5),
    ("Phoenix, AZ", 6), ("Albuquerque, NM", 5), ("Denver, CO", 7), ("Salt Lake City, UT", 5), ("Boise, ID", 3),
    ("Billings, MT", 3), ("Fargo, ND", 3), ("Sioux Falls, SD", 3), ("Omaha, NE", 4), ("Salina, KS", 4),
    ("Wichita, KS", 4), ("Oklahoma City, OK", 4), ("Dallas, TX", 7), ("Houston, TX", 8), ("San Antonio, TX", 5),
    ("Lubbock, TX", 2), ("New Orleans, LA", 4), ("Jackson, MS", 3), ("Birmingham, AL", 4), ("Atlanta, GA", 7),
    ("Nashville, TN", 5), ("Louisville, KY", 4), ("Charleston, WV", 3), ("Charlotte, NC", 5), ("Durham, NC", 6),
    ("Charlottesville, VA", 4), ("Baltimore, MD", 6), ("Philadelphia, PA", 8), ("Pittsburgh, PA", 5), ("New York, NY", 11),
    ("Rochester, NY", 4), ("Burlington, VT", 2), ("Boston, MA", 9), ("Portland, ME", 3), ("Bangor, ME", 2),
    ("Cleveland, OH", 5), ("Detroit, MI", 5), ("Chicago, IL", 9), ("Milwaukee, WI", 4), ("Minneapolis, MN", 6),
    ("Duluth, MN", 2), ("Des Moines, IA", 3), ("St. Louis, MO", 5), ("Little Rock, AR", 3), ("Miami, FL", 6),
    ("Tampa, FL", 4), ("Anchorage, AK", 3), ("Fairbanks, AK", 2), ("Honolulu, HI", 3), ("San Juan, PR", 3),
    ("Toronto", 5), ("Vancouver, BC", 4), ("Halifax, NS", 2), ("London, GB", 4), ("Edinburgh", 2),
    ("Dublin, IE", 2), ("Zürich", 2), ("Berlin, DE", 2), ("Stockholm", 2), ("Lisbon", 2), ("Nairobi", 3),
    ("Accra", 2), ("Cape Town", 2), ("Kathmandu", 2), ("Mumbai", 3), ("Singapore", 3), ("Tokyo", 2),
    ("Melbourne, AU", 3), ("Auckland", 2), ("São Paulo", 2), ("Bogotá", 2),
)
HOSPITAL_NAMES = (
    "Cedar Ridge", "Northfield", "Riverbend", "Harbor Light", "Stonebridge", "Prairie View", "Lakemont", "Fairhaven",
    "Silver Birch", "Eastgate", "Willow Creek", "Summit", "Brightwater", "Old Mill", "Copper Hill", "Westbrook",
    "Maple Grove", "Clearwater", "Highland", "Sandpiper", "Juniper", "Blue Heron", "Granite Falls", "Meadowlark",
)
KINDS = {
    "academic": ("University Hospital", "500_plus"),
    "community": ("Medical Group", "none"),
    "small_hospital": ("Community Hospital", "50_199"),
    "rural": ("Critical Access Hospital", "under_50"),
    "military": ("Veterans Hospital", "200_499"),
    "other": ("Foundation", "none"),
}
